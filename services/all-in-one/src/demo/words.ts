/** Common surnames, the more common ones more often. */
export const SURNAMES = [
  ...'王王王王李李李李张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周吴吴徐徐孙孙马马朱朱胡胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
export const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚英华玉萍红兰珍梅琴云凤春秋菊桂秀淑惠珠翠雅芝香月莺媛瑞凡佳嘉琼勤贞莉莲真环雪荣爱妹玲芬燕彩岚苑馨瑶怡婵雁蓓纨仪荷丹蓉眉君蕊薇菁梦慧巧美婷颖露琳晶妍茜倩寒雨晨辰子轩宇浩然博文俊皓泽睿思彤欣妮可心语诗涵',
];

export interface DemoMedicine {
  readonly medicine: string;
  readonly strength: string;
  readonly form: string;
  readonly maker: string;
  readonly dailyDose: number;
}
const MAKERS = ['华北制药', '石药集团', '齐鲁制药', '扬子江药业', '西南药业', '太极集团', '科伦药业', '恒瑞医药', '白云山制药', '同仁堂'];
const LIST =
  '苯磺酸氨氯地平片 5mg 1;硝苯地平控释片 30mg 1;缬沙坦胶囊 80mg 1;氯沙坦钾片 50mg 1;厄贝沙坦片 150mg 1;培哚普利片 4mg 1;马来酸依那普利片 10mg 2;美托洛尔缓释片 47.5mg 1;比索洛尔片 5mg 1;' +
  '阿托伐他汀钙片 20mg 1;瑞舒伐他汀钙片 10mg 1;辛伐他汀片 20mg 1;阿司匹林肠溶片 100mg 1;硫酸氢氯吡格雷片 75mg 1;华法林钠片 2.5mg 1;单硝酸异山梨酯缓释片 40mg 1;硝酸甘油片 0.5mg 1;地高辛片 0.25mg 1;' +
  '呋塞米片 20mg 1;螺内酯片 20mg 1;氢氯噻嗪片 25mg 1;盐酸二甲双胍片 0.5g 3;格列美脲片 2mg 1;阿卡波糖片 50mg 3;西格列汀片 100mg 1;达格列净片 10mg 1;格列齐特缓释片 30mg 2;' +
  '左甲状腺素钠片 50μg 1;甲巯咪唑片 10mg 1;泼尼松片 5mg 2;别嘌醇片 0.1g 1;非布司他片 40mg 1;秋水仙碱片 0.5mg 1;奥美拉唑肠溶胶囊 20mg 1;泮托拉唑钠肠溶片 40mg 1;雷贝拉唑钠肠溶片 10mg 1;' +
  '多潘立酮片 10mg 3;莫沙必利片 5mg 3;布地奈德吸入粉雾剂 200μg 2;沙丁胺醇气雾剂 100μg 4;噻托溴铵粉吸入剂 18μg 1;孟鲁司特钠片 10mg 1;氨茶碱片 0.1g 3;多巴丝肼片 0.25g 3;普拉克索片 0.25mg 3;' +
  '卡马西平片 0.2g 2;丙戊酸钠缓释片 0.5g 2;左乙拉西坦片 0.5g 2;拉莫三嗪片 50mg 2;多奈哌齐片 5mg 1;美金刚片 10mg 2;奥氮平片 5mg 1;利培酮片 1mg 2;喹硫平片 0.1g 2;舍曲林片 50mg 1;艾司西酞普兰片 10mg 1;' +
  '碳酸钙D3片 0.6g 1;阿仑膦酸钠片 70mg 1;骨化三醇软胶囊 0.25μg 1;非那雄胺片 5mg 1;坦索罗辛缓释胶囊 0.2mg 1;来曲唑片 2.5mg 1;他莫昔芬片 10mg 2;叶酸片 0.4mg 1;琥珀酸亚铁片 0.1g 2;恩替卡韦片 0.5mg 1;' +
  '速效救心丸 40mg 6;复方丹参滴丸 27mg 30;银杏叶片 19.2mg 3;六味地黄丸 0.18g 16;肾衰宁片 0.36g 12;碳酸镧咀嚼片 500mg 3;甲钴胺片 0.5mg 3;氟替卡松鼻喷雾剂 50μg 2;氯雷他定片 10mg 1';

export const MEDICINES: readonly DemoMedicine[] = LIST.split(';').map((entry, at) => {
  const [medicine, strength, dose] = entry.split(' ') as [string, string, string];
  const form =
    /(缓释片|控释片|肠溶片|咀嚼片|软胶囊|肠溶胶囊|缓释胶囊|胶囊|滴丸|丸|片|气雾剂|粉雾剂|粉吸入剂|鼻喷雾剂)$/.exec(medicine)?.[1] ?? '片';
  return { medicine, strength, form, maker: MAKERS[at % MAKERS.length]!, dailyDose: Number(dose) };
});

export const NOTES = [
  '耳背，请大声敲门',
  '午睡 12:30–14:30',
  '门口有台阶',
  '请放门把手上并打电话',
  '家有小狗',
  '只会方言',
  '行动不便，请多等一会儿',
];
